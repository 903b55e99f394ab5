package letter

import "reflect"

// withCommon is a copy of a case file with another common part, so that what
// was read from bytes that others share stays as it is.
func withCommon(f Fields, c File) Fields {
	v := reflect.ValueOf(f).Elem()
	out := reflect.New(v.Type())
	out.Elem().Set(v)
	g := out.Interface().(Fields)
	*g.Common() = c
	return g
}

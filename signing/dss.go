package signing

import (
	"crypto/sha1" //nolint:gosec // the key under which the format files a signature
	"fmt"
	"maps"
	"slices"
	"strings"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// dssWriter adds validation data to a document (ISO 32000-2, 12.8.4.3; EN 319
// 142-1, 5.4). All that is there stays, in its order.
type dssWriter struct {
	u       *pdffile.Update
	view    pdffile.View
	dict    pdffile.Dict
	vri     pdffile.Dict
	known   map[string]pdffile.Reference // pieces by their bytes
	changed bool
}

func newDSSWriter(u *pdffile.Update, v pdffile.View) *dssWriter {
	w := &dssWriter{u: u, view: v, known: map[string]pdffile.Reference{}}
	if w.dict = maps.Clone(v.Dict(v.Catalog()["DSS"])); w.dict == nil {
		w.dict = pdffile.Dict{"Type": pdffile.Name("DSS")}
	}
	if w.vri = maps.Clone(v.Dict(w.dict["VRI"])); w.vri == nil {
		w.vri = pdffile.Dict{}
	}
	for _, list := range []pdffile.Name{"Certs", "OCSPs", "CRLs"} {
		for _, o := range v.Array(w.dict[list]) {
			ref, ok := o.(pdffile.Reference)
			s, stream := v.Resolve(o).(*pdffile.Stream)
			if !ok || !stream {
				continue
			}
			if b, err := v.Decode(s); err == nil {
				w.known[string(list)+string(b)] = ref
			}
		}
	}
	return w
}

// add lists a piece in the DSS, once, and returns where it lies.
func (w *dssWriter) add(list pdffile.Name, der []byte) pdffile.Reference {
	key := string(list) + string(der)
	ref, ok := w.known[key]
	if !ok {
		ref = pdffile.Reference{Number: w.u.Reserve()}
		w.u.Deflate(ref.Number, "", der)
		w.known[key] = ref
		w.dict[list] = append(slices.Clone(w.view.Array(w.dict[list])), ref)
		w.changed = true
	}
	return ref
}

// file adds what one signature needs, under the hash of its contents as they
// stand in the file, padding included.
func (w *dssWriter) file(contents pdffile.String, n *needs) {
	sum := sha1.Sum(contents) //nolint:gosec // as above
	key := pdffile.Name(strings.ToUpper(fmt.Sprintf("%x", sum)))
	entry := maps.Clone(w.view.Dict(w.vri[key]))
	if entry == nil {
		entry = pdffile.Dict{}
	}
	before := len(entry)
	for _, c := range n.certs {
		w.list(entry, "Cert", w.add("Certs", c.Raw))
	}
	for _, e := range n.items {
		if isList(e) {
			w.list(entry, "CRL", w.add("CRLs", e.DER()))
		} else {
			w.list(entry, "OCSP", w.add("OCSPs", e.DER()))
		}
	}
	if before > 0 && w.view.Dict(w.vri[key]) != nil && pdffile.Equal(entry, w.view.Dict(w.vri[key])) {
		return
	}
	w.vri[key], w.changed = entry, true
}

func (w *dssWriter) list(entry pdffile.Dict, name pdffile.Name, ref pdffile.Reference) {
	has := w.view.Array(entry[name])
	if !slices.Contains(has, pdffile.Object(ref)) {
		entry[name] = append(slices.Clone(has), ref)
	}
}

// write puts the dictionaries into the update; root is the catalog's object.
func (w *dssWriter) write(root *pdffile.Indirect) error {
	if root.Dict() == nil {
		return fault.New("pdf.no-catalog")
	}
	w.dict["VRI"] = w.vri
	if ref, ok := root.Dict()["DSS"].(pdffile.Reference); ok && w.view.Dict(ref) != nil {
		w.u.Put(ref.Number, pdffile.Format(w.dict))
		return nil
	}
	n := w.u.Reserve()
	w.u.Put(n, pdffile.Format(w.dict))
	catalog := maps.Clone(root.Dict())
	catalog["DSS"] = pdffile.Reference{Number: n}
	w.announce(catalog)
	w.u.Put(root.Number, pdffile.Format(catalog))
	return nil
}

// announce names the extension by which PDF 1.7 knows validation data
// (EN 319 142-1, 5.6).
func (w *dssWriter) announce(catalog pdffile.Dict) {
	ext := maps.Clone(w.view.Dict(catalog["Extensions"]))
	if ext == nil {
		ext = pdffile.Dict{}
	}
	if _, indirect := catalog["Extensions"].(pdffile.Reference); indirect || ext["ESIC"] != nil {
		return
	}
	ext["ESIC"] = pdffile.Dict{"BaseVersion": pdffile.Name("1.7"), "ExtensionLevel": int64(1)}
	catalog["Extensions"] = ext
}

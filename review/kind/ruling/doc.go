// Package ruling is what all kinds of 执行裁定书 have in common: how the text is
// read, what it says of itself, the route, the rules over its words.
package ruling

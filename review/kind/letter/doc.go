// Package letter is what letters, reports, decisions and orders have in common:
// they are written from their fields by a template, go round on a 发文稿纸
// (拟稿—核稿—会签—签发) and are laid out by GB/T 9704-2012, or as an order of a
// case. Each kind's folder gives its own fields, template, rules and clocks.
package letter

// Package imposition puts papers one behind the other into one file for a
// printer, or into one numbered volume (ISO 32000-1, 7.7.3, 12.5):
//   - pages are taken as their last revision shows them, with what annotations
//     draw: a seal and a signature print, though the file has no signature any
//     more and does not say so;
//   - for a duplex printer every copy begins on an odd page, so that two
//     copies never share a leaf;
//   - a number is put in the upper outer corner: right on odd pages, left on
//     even ones.
//
// What is taken over is what a page draws. Actions, scripts, forms, files and
// links stay behind. Layers are refused, for without the catalogue they would
// show what the paper hides.
package imposition

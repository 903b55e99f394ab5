package intake

import (
	"context"

	"shenqian/review"
)

// ReadRuling reads a file that is offered as a ruling.
func ReadRuling(ctx context.Context, name string, b []byte) (*Document, error) {
	switch Sniff(name, b) {
	case Text:
		return ReadText(b)
	case Docx:
		return ReadDocx(b)
	case Legacy:
		return ReadLegacy(ctx, name, b)
	case PDF:
		return nil, review.Fault("intake.pdf")
	case Image:
		return nil, review.Fault("intake.image")
	case Sheet, CSV, Zip:
		return nil, review.Fault("intake.list")
	}
	return nil, review.Fault("intake.unknown")
}

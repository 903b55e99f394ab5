package app

import (
	"context"

	"github.com/emmansun/gmsm/smx509"

	"shenqian/review"
	"shenqian/signing/cms"
	"shenqian/signing/keys"
	"shenqian/storage"
)

// soonDays is how long before a certificate runs out one should ask for the
// next: an authority takes weeks.
const soonDays = 30

// certificates looks at those of everybody in office today. Until when one is
// good is known once it has signed here.
func (d *doctor) certificates(ctx context.Context) {
	people, err := d.a.People(ctx)
	if err != nil {
		d.failed("certificates", err)
		return
	}
	reports, err := d.a.KeyReports(ctx)
	if err != nil {
		d.failed("certificates", err)
		return
	}
	reported := map[string]bool{}
	for _, r := range reports {
		reported[r.Key] = true
	}
	seen, err := d.a.certificatesSeen(ctx)
	if err != nil {
		d.failed("certificates", err)
		return
	}
	now, good, unknown, said := d.w.Now(), 0, 0, len(d.report.Lines)
	today := review.DateOf(now)
	for _, p := range people {
		if len(p.Roles(today)) == 0 {
			continue
		}
		usable, soon, why := 0, "", "doctor.certificates.none"
		for _, k := range p.Keys {
			c := seen[k.Fingerprint]
			switch {
			case !p.Bound(k.Fingerprint, today):
			case reported[k.Fingerprint]:
				why = "doctor.certificates.reported"
			case c == nil:
				usable++
				unknown++
			case now.After(c.NotAfter):
				why = "doctor.certificates.expired"
			default:
				usable++
				good++
				if now.AddDate(0, 0, soonDays).After(c.NotAfter) {
					soon = c.NotAfter.In(Zone).Format("2006-01-02")
				}
			}
		}
		switch {
		case usable == 0:
			d.attention("certificates", why, "name", p.Name)
		case usable == 1 && soon != "":
			d.attention("certificates", "doctor.certificates.soon", "name", p.Name, "until", soon)
		}
	}
	switch {
	case len(d.report.Lines) > said:
	case unknown > 0:
		d.ok("certificates", "doctor.certificates.unknown", "count", itoa(good), "unknown", itoa(unknown))
	default:
		d.ok("certificates", "doctor.certificates.ok", "count", itoa(good))
	}
}

// certificatesSeen are those that have signed an entry, by fingerprint.
func (a *App) certificatesSeen(ctx context.Context) (map[string]*smx509.Certificate, error) {
	seen := map[string]*smx509.Certificate{}
	err := a.store.EachEntry(ctx, "", func(e storage.Entry) error {
		if e.Signer.Kind != "certificate" || seen[e.Signer.Key] != nil {
			return ctx.Err()
		}
		// One whose signature does not hold is the journal's check to name.
		if info, err := cms.VerifyStatement(e.Signature, storage.Statement(e.Body)); err == nil && keys.Fingerprint(info.Certificate) == e.Signer.Key {
			seen[e.Signer.Key] = info.Certificate
		}
		return nil
	})
	return seen, err
}

package index

import "shenqian/review"

// Petition is a complaint about enforcement 执行信访.
type Petition struct {
	Number     string      // 信访编号
	Court      string      // the court it is about
	Case       string      // 案号, if it names one
	Registered review.Date // 登记日期
	Finished   review.Date // 办结日期, zero if it is not
	Place      string
}

// Check refuses a petition that can't be as it is told.
func (p *Petition) Check() error {
	switch {
	case p.Number == "":
		return review.Fault("index.petition.number", "place", p.Place)
	case p.Registered.IsZero() || !p.Registered.Exists() || !p.Finished.IsZero() && !p.Finished.Exists():
		return review.Fault("index.petition.day", "number", p.Number, "place", p.Place)
	case !p.Finished.IsZero() && p.Finished.Before(p.Registered):
		return review.Fault("index.petition.order", "number", p.Number, "place", p.Place)
	}
	return nil
}

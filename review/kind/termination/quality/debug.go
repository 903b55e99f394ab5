package quality

import (
	"fmt"
	"os"

	"shenqian/review"
)

func debugMiss(p Fault, r *Ruling, c *review.Checkup) {
	if os.Getenv("MISS") != "" && (os.Getenv("MISS") == p.Name || os.Getenv("MISS") == "all") {
		fmt.Println("MISS", p.Name, r.Template.Name, r.words["被"], r.words["申"])
		fmt.Println(r.Text())
		for _, f := range c.Findings {
			fmt.Println("  ", f.Rule, f.Code, f.Outcome, f.Args)
		}
	}
}

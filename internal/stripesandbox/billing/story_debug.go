package billing

import "fmt"

func (b *Business) Story() (lines []string) {
	for _, s := range b.subscriptions {
		lines = append(lines, fmt.Sprintf("%s made %s ended %s canceled %s trial %s", s.ID, s.made.Format("2006-01-02"), s.ended.Format("2006-01-02"), s.canceled.Format("2006-01-02"), s.trialEnd.Format("2006-01-02")))
		for _, w := range s.worth {
			lines = append(lines, fmt.Sprintf("   %s %s %s", w.from.Format("2006-01-02 15:04"), w.monthly.FloatString(2), w.status))
		}
	}
	for _, i := range b.sandbox.All("invoice") {
		lines = append(lines, fmt.Sprint("inv ", i["id"], " ", i["status"], " ", i["total"], " ", i["created"], " ", i["subscription"], " ", i["billing_reason"]))
	}
	return lines
}

package billing

import "time"

// Phase is what a subscription is to have from the start of one of its periods on, for so many periods.
type Phase struct {
	Items   []Item
	Periods int
}

// Schedule is what is planned for a subscription; after the last phase it goes on as it is.
type Schedule struct {
	id           string
	subscription *Subscription
	phases       []phase
	current      int
	status       string
	made, over   time.Time
}

type phase struct {
	Phase
	start, end time.Time
}

// Plan schedules phases that follow the current period, which is the first phase. Their intervals are the subscription's.
func (b *Business) Plan(s *Subscription, phases ...Phase) {
	plan := &Schedule{id: b.id("sub_sched"), subscription: s, status: "active", made: b.now}
	var now []Item
	for _, i := range s.items {
		now = append(now, *i)
	}
	plan.phases = append(plan.phases, phase{Phase{Items: now, Periods: 1}, s.start, s.end})
	periods := s.periods + 1
	for _, p := range phases {
		start := s.price().after(s.anchor, periods)
		periods += p.Periods
		plan.phases = append(plan.phases, phase{p, start, s.price().after(s.anchor, periods)})
	}
	s.schedule = plan
	b.changed(plan)
	b.changed(s)
}

// nextPhase enters the phase that begins with the subscription's period, or releases the subscription after the last.
func (b *Business) nextPhase(s *Subscription) {
	plan := s.schedule
	if plan == nil || s.start.Before(plan.phases[plan.current].end) {
		return
	}
	if plan.current++; plan.current == len(plan.phases) {
		b.release(s, "released")
		return
	}
	s.items = nil
	for _, i := range plan.phases[plan.current].Items {
		if i.id == "" {
			i = *b.newItem(i)
		}
		s.items = append(s.items, &i)
	}
	b.changed(plan)
}

// release ends a schedule, whose phases come no more.
func (b *Business) release(s *Subscription, status string) {
	plan := s.schedule
	if plan == nil {
		return
	}
	plan.status, plan.over, s.schedule = status, b.now, nil
	b.changed(plan)
}

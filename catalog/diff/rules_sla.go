package diff

// slaRules are about service levels. Values are compared in base units.
var slaRules = []Rule{
	lessService("sla-latency-increased", "data arrives later than was promised"),
	moreService("sla-latency-decreased"),
	lessService("sla-freshness-increased", "data may be older than was promised"),
	moreService("sla-freshness-decreased"),
	lessService("sla-retention-shortened", "history disappears"),
	moreService("sla-retention-lengthened"),
	lessService("sla-frequency-lowered", "updates come less often"),
	moreService("sla-frequency-raised"),
	lessService("sla-availability-lowered", "more downtime is acceptable"),
	moreService("sla-availability-raised"),
	lessService("sla-throughput-lowered", "there is less capacity"),
	moreService("sla-throughput-raised"),
	lessService("sla-error-rate-increased", "more errors are acceptable"),
	moreService("sla-error-rate-decreased"),
	lessService("sla-time-of-availability-later", "jobs of the morning start before the data is there"),
	moreService("sla-time-of-availability-earlier"),
	lessService("sla-general-availability-later", "the launch slips"),
	moreService("sla-general-availability-earlier"),
	lessService("sla-end-of-support-earlier", "there is less time with help"),
	moreService("sla-end-of-support-later"),
	lessService("sla-end-of-life-earlier", "there is less time to move"),
	moreService("sla-end-of-life-later"),
	lessService("sla-time-to-detect-increased", "problems stay unseen longer"),
	moreService("sla-time-to-detect-decreased"),
	lessService("sla-time-to-notify-increased", "consumers hear of problems later"),
	moreService("sla-time-to-notify-decreased"),
	lessService("sla-time-to-repair-increased", "outages last longer"),
	moreService("sla-time-to-repair-decreased"),
	lessService("sla-support-response-time-increased", "help comes later"),
	moreService("sla-support-response-time-decreased"),
	lessService("sla-backup-recovery-worsened", "more loss is acceptable"),
	moreService("sla-backup-recovery-improved"),
	undecided("sla-end-announced", "an end is announced where there was none: {after}", "what was open-ended became finite: plan"),
	adds("sla-end-cancelled", "the announced end is called off: {before}", "what was finite became open-ended"),
	adds("sla-property-added", "a service level is promised that was not: {after}", "a new promise").owes(Enforce).acts(Tightens),
	loosens("sla-property-removed", "a service level is no longer promised: {before}", "a promise is withdrawn"),
	loosens("sla-retention-unlimited-dropped", "data is now kept for {after}, before without limit", "for ever has ended"),
	undecided("sla-unknown-property-changed", "the service level {name} is now {after}, before {before}", "nobody says whether more or less of it is better"),
	undecided("sla-incomparable", "the service level {name} is now {after}, before {before}; {detail}", "the two values cannot be ordered").owes(Repair),
	prose("sla-restated-approximately", "the service level {name} is written as {after}, before {before}", "the two agree within the slack of the calendar").owes(Repair),
	undecided("sla-element-changed", "the service level {name} now applies to {after}, before to {before}", "other data is covered"),
	undecided("sla-driver-changed", "the service level {name} is now {after}, before {before}", "its importance changed; what was regulatory should not become less"),
	prose("sla-schedule-changed", "the service level {name} is measured at other times", "how it is measured, not what is promised"),
	prose("sla-description-changed", "the wording of the service level {name} changed", "prose"),
}

func lessService(id, reason string) Rule {
	return loosens(id, "the service level {name} is now {after}, before {before}: worse", reason)
}

func moreService(id string) Rule {
	r := tightens(id, "the service level {name} is now {after}, before {before}: better", "a stronger promise that the producer has to keep")
	return r.owes(Enforce)
}

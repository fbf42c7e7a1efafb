package sla

import (
	"strings"
	"unicode"
)

// Name is the canonical name of a service-level property. A property that this
// package does not know keeps its name as written, folded to lower case without
// blanks and punctuation.
type Name string

// The properties whose meaning is known.
const (
	Availability        Name = "availability"
	Throughput          Name = "throughput"
	ErrorRate           Name = "errorRate"
	GeneralAvailability Name = "generalAvailability"
	EndOfSupport        Name = "endOfSupport"
	EndOfLife           Name = "endOfLife"
	Retention           Name = "retention"
	Frequency           Name = "frequency"
	Latency             Name = "latency"
	Freshness           Name = "freshness"
	TimeOfAvailability  Name = "timeOfAvailability"
	TimeToDetect        Name = "timeToDetect"
	TimeToNotify        Name = "timeToNotify"
	TimeToRepair        Name = "timeToRepair"
	SupportResponseTime Name = "supportResponseTime"
	SupportHours        Name = "supportHours"
	BackupInterval      Name = "backupInterval"
	RecoveryTime        Name = "recoveryTime"
	RecoveryPoint       Name = "recoveryPoint"
)

// Direction says which values of a property promise a reader more.
type Direction uint8

// The directions. NoDirection is that of unknown and of textual properties.
const (
	NoDirection   Direction = iota
	LessIsBetter            // a latency, a rate of errors, an hour of the day
	MoreIsBetter            // a retention, an availability
	SoonIsBetter            // a date of launch
	LaterIsBetter           // a date of end
)

// trait is what is known of a property.
type trait struct {
	name      Name
	title     string
	direction Direction
	synonyms  string // folded, separated by blanks; the code of DP QoS first
}

// traits is the vocabulary of this package.
var traits = []trait{
	{Availability, "availability", MoreIsBetter, "av uptime availabilitypercentage"},
	{Throughput, "throughput", MoreIsBetter, "th"},
	{ErrorRate, "error rate", LessIsBetter, "er errors"},
	{GeneralAvailability, "general availability", SoonIsBetter, "ga generalavailabilitydate"},
	{EndOfSupport, "end of support", LaterIsBetter, "es eos endofsupportdate"},
	{EndOfLife, "end of life", LaterIsBetter, "el eol endoflifedate"},
	{Retention, "retention", MoreIsBetter, "re retentionperiod retentionunlimited dataretention"},
	{Frequency, "frequency", LessIsBetter, "fy frequencyofupdate updatefrequency refreshfrequency refreshrate frequencyinterval frequencycron"},
	{Latency, "latency", LessIsBetter, "ly latencythreshold"},
	{Freshness, "freshness", LessIsBetter, "fr freshnessthreshold datafreshness"},
	{TimeOfAvailability, "time of availability", LessIsBetter, "ta availabilitytime"},
	{TimeToDetect, "time to detect", LessIsBetter, "td mttd"},
	{TimeToNotify, "time to notify", LessIsBetter, "tn mttn"},
	{TimeToRepair, "time to repair", LessIsBetter, "tr mttr"},
	{SupportResponseTime, "support response time", LessIsBetter, "responsetime"},
	{SupportHours, "support hours", NoDirection, "supporttime servicehours support"},
	{BackupInterval, "backup interval", LessIsBetter, "backup backupcron backupfrequency"},
	{RecoveryTime, "recovery time", LessIsBetter, "rto backuprecoverytime recoverytimeobjective"},
	{RecoveryPoint, "recovery point", LessIsBetter, "rpo backuprecoverypoint recoverypointobjective"},
}

// Names lists the known properties in the order of the vocabulary.
func Names() []Name {
	names := make([]Name, len(traits))
	for i, t := range traits {
		names[i] = t.name
	}
	return names
}

// Canonical finds the name of a property as somebody wrote it: letter case,
// blanks and punctuation do not matter, two-letter codes and usual synonyms are
// known. It reports false, with the folded text, for a property it does not know.
func Canonical(property string) (Name, bool) {
	folded := foldName(property)
	for _, t := range traits {
		if strings.EqualFold(string(t.name), folded) || isWord(folded, t.synonyms) {
			return t.name, true
		}
	}
	return Name(folded), false
}

func isWord(word, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}

func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func (n Name) trait() trait {
	for _, t := range traits {
		if t.name == n {
			return t
		}
	}
	return trait{name: n, title: string(n)}
}

// Title is the name in words: "time to repair".
func (n Name) Title() string { return n.trait().title }

// Direction says which values promise more.
func (n Name) Direction() Direction { return n.trait().direction }

package cli

import (
	"fmt"

	"meshdex/catalog/diff"
)

// printDiffFormat writes the formats that other programs and pages read.
func (t *tool) printDiffFormat(reports []compared) error {
	switch t.format {
	case "markdown":
		return t.eachReport(reports, func(c compared) error { return diff.WriteMarkdown(t.Out, c.report) })
	case "bitol":
		return t.eachReport(reports, func(c compared) error { return diff.WriteDifference(t.Out, c.report) })
	}
	return t.printFindings(diffFindings(reports))
}

func (t *tool) eachReport(reports []compared, write func(compared) error) error {
	for _, c := range reports {
		if c.report == nil {
			fmt.Fprintln(t.Out, c.whole())
			continue
		}
		if err := write(c); err != nil {
			return err
		}
	}
	return nil
}

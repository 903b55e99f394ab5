package storage

// On each desk the worst of a series' matters leads, the first that came where
// several are equally bad; the others follow it.

// regroup finds the leaders of a series anew.
func (t *Tx) regroup(series string) error {
	if series == "" {
		return nil
	}
	if t.s.onServer() { // also among those that whoever acts does not see
		_, err := t.tx.ExecContext(t.ctx, "SELECT shenqian_regroup(?)", series)
		return err
	}
	_, err := t.tx.ExecContext(t.ctx,
		`UPDATE matter_desk SET follows = 0 WHERE follows = 1 AND matter IN (SELECT number FROM matter WHERE series = ?)`, series)
	if err != nil {
		return err
	}
	_, err = t.tx.ExecContext(t.ctx,
		`WITH placed AS (
		   SELECT d.matter, d.desk, ROW_NUMBER() OVER (PARTITION BY d.desk ORDER BY d.rank, d.matter) AS place
		   FROM matter m JOIN matter_desk d ON d.matter = m.number WHERE m.series = ?)
		 UPDATE matter_desk SET follows = 1 FROM placed
		 WHERE placed.place > 1 AND matter_desk.matter = placed.matter AND matter_desk.desk = placed.desk`, series)
	return err
}

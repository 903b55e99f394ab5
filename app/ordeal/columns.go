package ordeal

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// known are all columns of the database. A column that is not here, or is here
// and not there, fails the run: nobody adds one without its attack.
var known = map[string]string{
	"journal":       "seq type subject signer_kind signer_key signature sealed_body prev hash",
	"blob":          "hash size seq",
	"tree":          "number hash",
	"log_key":       "name sealed_key",
	"matter":        "number id case_number state changed seq made sealed_summary series",
	"desk":          "id who",
	"matter_desk":   "matter desk rank state follows",
	"matter_search": "tokens",
}

// columnAttacks are made from the schema: each column's value changed in one
// row, changed for another row's, and each table's first, middle and last rows
// taken out.
func columnAttacks(ctx context.Context, db *sql.DB) ([]Attack, error) {
	tables, err := tablesOf(ctx, db)
	if err != nil {
		return nil, err
	}
	var out []Attack
	for table := range known {
		if _, ok := tables[table]; !ok {
			return nil, fmt.Errorf("table %s is gone from the schema", table)
		}
	}
	for _, table := range slices.Sorted(maps.Keys(tables)) {
		columns := tables[table]
		names := make([]string, len(columns))
		for i, c := range columns {
			names[i] = c.name
		}
		if got := strings.Join(names, " "); got != known[table] {
			return nil, fmt.Errorf("table %s has the columns %q, the attacks know %q", table, got, known[table])
		}
		if table != "matter_search" { // it keeps no column's values
			for _, c := range columns {
				out = append(out, onColumn(table, c)...)
			}
		}
		for _, at := range []struct{ name, order string }{{"first", "rowid"}, {"last", "rowid DESC"}} {
			order := at.order
			if table == "matter_desk" { // it has no rowid
				order = strings.Replace(order, "rowid", "rank", 1)
			}
			out = append(out, sqlAttack(table+": "+at.name+" row taken out", deleteRow(table, order, 0)))
		}
		order := "rowid"
		if table == "matter_desk" {
			order = "rank"
		}
		out = append(out, sqlAttack(table+": a middle row taken out", deleteRow(table, order, 1)))
	}
	return out, nil
}

func deleteRow(table, order string, skip int) string {
	if table == "matter_desk" {
		return fmt.Sprintf("DELETE FROM matter_desk WHERE (matter, desk) = (SELECT matter, desk FROM matter_desk ORDER BY %s LIMIT 1 OFFSET %d)", order, skip)
	}
	return fmt.Sprintf("DELETE FROM %[1]s WHERE rowid = (SELECT rowid FROM %[1]s ORDER BY %[2]s LIMIT 1 OFFSET MIN(%[3]d, (SELECT COUNT(*) - 1 FROM %[1]s)))", table, order, skip)
}

// changedByte makes a value whose last byte is another, whatever it was.
func changedByte(column string) string {
	return fmt.Sprintf("substr(%[1]s, 1, length(%[1]s) - 1) || CASE substr(%[1]s, -1) WHEN x'a7' THEN x'a8' ELSE x'a7' END", column)
}

// onColumn changes a column's value in some row: made up, and another row's.
func onColumn(table string, c columnInfo) []Attack {
	made := map[string]string{"TEXT": c.name + " || 'x'", "INTEGER": c.name + " + 1000", "BLOB": changedByte(c.name)}[c.typ]
	if c.typ == "BLOB" {
		made = "CAST(" + made + " AS BLOB)"
	}
	switch c.name {
	case "signer_kind": // the schema allows two
		made = "CASE signer_kind WHEN 'desk' THEN 'certificate' ELSE 'desk' END"
	case "follows":
		made = "1 - follows"
	}
	row := fmt.Sprintf("rowid = (SELECT rowid FROM %s ORDER BY rowid DESC LIMIT 1)", table)
	if table == "matter_desk" {
		row = "(matter, desk) = (SELECT matter, desk FROM matter_desk ORDER BY matter DESC, desk DESC LIMIT 1)"
	}
	out := []Attack{sqlAttack(table+"."+c.name+" changed", fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s", table, c.name, made, row))}
	if !c.unique {
		other := fmt.Sprintf("(SELECT %[2]s FROM %[1]s AS o WHERE o.%[2]s <> %[1]s.%[2]s LIMIT 1)", table, c.name)
		a := sqlAttack(table+"."+c.name+" of another row", fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s AND %s IS NOT NULL", table, c.name, other, row, other))
		a.OneOfMany = true
		out = append(out, a)
	}
	return out
}

type columnInfo struct {
	name, typ string
	unique    bool
}

// tablesOf are the tables and their columns, but for SQLite's own.
func tablesOf(ctx context.Context, db *sql.DB) (map[string][]columnInfo, error) {
	rows, err := db.QueryContext(ctx,
		`SELECT t.name, c.name, c.type, c.pk > 0 OR EXISTS (
		   SELECT 1 FROM pragma_index_list(t.name) i JOIN pragma_index_info(i.name) x WHERE i."unique" AND x.name = c.name)
		 FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		 WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string][]columnInfo{}
	for rows.Next() {
		var table string
		var c columnInfo
		if err := rows.Scan(&table, &c.name, &c.typ, &c.unique); err != nil {
			return nil, err
		}
		out[table] = append(out[table], c)
	}
	return out, rows.Err()
}

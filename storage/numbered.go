package storage

import (
	"context"
)

// listed leaves out the matters that stand in no list.
const listed = "EXISTS (SELECT 1 FROM matter_desk WHERE matter_desk.matter = matter.number)"

// Numbered are the ids of the matters with a 案号, in the order they came.
func (s *Store) Numbered(ctx context.Context, number string) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM matter WHERE case_number = ? AND "+listed+" ORDER BY number", number)
}

// NumberedFrom are the ids and 案号 of the matters whose 案号 begins so.
func (s *Store) NumberedFrom(ctx context.Context, beginning string) ([]MatterRow, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, case_number FROM matter WHERE case_number >= ? AND case_number < ? AND "+listed, beginning, beginning+"\U0010ffff")
	if err != nil {
		return nil, unread(err)
	}
	defer rows.Close()
	var out []MatterRow
	for rows.Next() {
		var r MatterRow
		if err := rows.Scan(&r.ID, &r.CaseNumber); err != nil {
			return nil, unread(err)
		}
		out = append(out, r)
	}
	return out, ended(rows)
}

// NumberedWith are the ids of up to limit matters with a part of a 案号. It
// goes through the index of the 案号, and no further than it must.
func (s *Store) NumberedWith(ctx context.Context, part string, limit int) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM matter WHERE number IN (SELECT number FROM "+s.db.byCaseNumber()+" WHERE "+s.db.contains("case_number")+" LIMIT ?) AND "+listed, part, limit)
}

// Known says whether there is a matter with this id.
func (s *Store) Known(ctx context.Context, id string) (bool, error) {
	ids, err := s.ids(ctx, "SELECT id FROM matter WHERE id = ?", id)
	return len(ids) > 0, err
}

func (s *Store) ids(ctx context.Context, query string, args ...any) (out []string, err error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, unread(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, unread(err)
		}
		out = append(out, id)
	}
	return out, ended(rows)
}

package app

import (
	"context"
	"strings"

	"shenqian/review"
	"shenqian/storage"
)

// DatabaseLogin is a login of the database server, and whose it is: the name or
// id of a person of the court, "" for one that several share.
type DatabaseLogin struct {
	Name   string `json:"login"`
	Person string `json:"person,omitempty"`
	Keeper bool   `json:"people,omitempty"` // may record persons and the court's settings
}

// ParseLogin reads NAME=PERSON or NAME.
func ParseLogin(text string, keeper bool) (DatabaseLogin, error) {
	name, person, named := strings.Cut(text, "=")
	if name == "" || named && strings.TrimSpace(person) == "" {
		return DatabaseLogin{}, review.Fault("roles.login", "text", text)
	}
	return DatabaseLogin{name, strings.TrimSpace(person), keeper}, nil
}

// RolesReport is what was set up.
type RolesReport struct {
	Database string          `json:"database"`
	Logins   []DatabaseLogin `json:"logins"`
	SQL      string          `json:"sql,omitempty"`
	// Closed is how many exclusions from matters the journal holds, which the
	// database keeps now; Unread that it could not be read for want of the
	// court's key here.
	Closed int  `json:"closed"`
	Unread bool `json:"unread,omitempty"`
}

// InitServer gives groups and logins their rights in the database in c.Data,
// which it connects to as its owner, and makes the tables if there are none.
// With printed nothing is done, and the report has the SQL.
func InitServer(ctx context.Context, c Config, logins []DatabaseLogin, printed bool) (*RolesReport, error) {
	c.Window = false
	if !storage.OnServer(c.Data) {
		return nil, review.Fault("roles.folder", "folder", c.Data)
	}
	name, err := c.name()
	if err != nil {
		return nil, err
	}
	out := &RolesReport{Database: name, Logins: logins}
	state, err := storage.ExamineServer(ctx, c.Data)
	if err != nil {
		return nil, err
	}
	if state.Schema > 0 && state.Schema < state.Newest && !printed {
		// Persons are looked up in the court; that it is opened carries it on, as
		// this would.
		if err := storage.InitRoles(ctx, c.Data, nil); err != nil {
			return nil, err
		}
		state.Schema = state.Newest
	}
	a, err := ownersCourt(ctx, c, state)
	if err != nil {
		return nil, err
	}
	if a != nil {
		defer a.Close()
	}
	all, err := resolved(ctx, a, logins)
	if err != nil {
		return nil, err
	}
	if printed {
		out.SQL, err = storage.RolesSQL(ctx, c.Data, all)
		return out, err
	}
	if err := storage.InitRoles(ctx, c.Data, all); err != nil {
		return nil, err
	}
	if a == nil {
		out.Unread = state.Schema > 0
		return out, nil
	}
	out.Closed, err = a.closeAgain(ctx)
	return out, err
}

// ownersCourt is the court in the database, nil if there is none, or no key for
// it here.
func ownersCourt(ctx context.Context, c Config, state *storage.ServerState) (*App, error) {
	if state.Schema != state.Newest {
		return nil, nil
	}
	a, err := Open(ctx, c)
	switch Code(err) {
	case "court.nokey", "court.none.server":
		return nil, nil
	}
	return a, err
}

// resolved puts ids in the place of the persons' names.
func resolved(ctx context.Context, a *App, logins []DatabaseLogin) (out []storage.Login, err error) {
	for _, l := range logins {
		to := storage.Login{Name: l.Name, Keeper: l.Keeper}
		if l.Person != "" {
			if a == nil {
				return nil, review.Fault("roles.nocourt", "name", l.Person)
			}
			p, err := a.Person(ctx, l.Person)
			if err != nil {
				return nil, err
			}
			to.Person = p.ID
		}
		out = append(out, to)
	}
	return out, nil
}

package app

import (
	"context"
	"os"
	"path/filepath"

	"shenqian/review"
	"shenqian/storage"
)

// A court's data is a folder, or a database on a server. What belongs to it and
// to this machine alone lies in the folder, or, for a server's, among the user's
// settings.

// name is what the data is called on this machine: a folder by its whole path,
// a server's database by host, port and name, whoever asks for it.
func (c Config) name() (string, error) {
	if storage.OnServer(c.Data) {
		return storage.ServerName(c.Data)
	}
	return filepath.Abs(c.Data)
}

// machine is what this machine is called, "" if it has no name.
func (c Config) machine() string {
	if c.Machine != "" {
		return c.Machine
	}
	name, _ := os.Hostname() // a machine need not have one
	return name
}

// here is the folder for what belongs to the data and to this machine.
func (c Config) here() (string, error) {
	if !storage.OnServer(c.Data) {
		return c.Data, nil
	}
	name, err := c.name()
	if err != nil {
		return "", err
	}
	settings := c.Settings
	if settings == "" {
		if settings, err = os.UserConfigDir(); err != nil {
			return "", review.FaultFrom(err, "court.nosettings")
		}
		settings = filepath.Join(settings, "shenqian")
	}
	return filepath.Join(settings, "servers", string(review.HashOf([]byte(name))[:24])), nil
}

// inHere is a file or folder in it.
func (c Config) inHere(parts ...string) (string, error) {
	dir, err := c.here()
	return filepath.Join(append([]string{dir}, parts...)...), err
}

// shown is the data as it may be shown: an address without its password.
func (c Config) shown() string {
	if !storage.OnServer(c.Data) {
		return c.Data
	}
	name, err := c.name()
	if err != nil {
		return "postgres://"
	}
	return name
}

// absent says that no court's data is there, and present that some is. A
// server's address is never shown whole: there may be a password in it.
func (c Config) absent() error  { return c.fault("court.none") }
func (c Config) present() error { return c.fault("court.exists") }

// vacant says whether a court's data may be put there: tables that
// `admin init-postgres` made may be there already.
func (c Config) vacant(ctx context.Context) error {
	if !storage.Exists(c.Data) {
		return nil
	}
	held, err := storage.HoldsCourt(ctx, c.Data)
	if err == nil && held {
		err = c.present()
	}
	return err
}

func (c Config) fault(code string) error {
	if !storage.OnServer(c.Data) {
		return review.Fault(code, "folder", c.Data)
	}
	name, err := c.name()
	if err != nil {
		return err
	}
	return review.Fault(code+".server", "database", name)
}

package store

import "sync"

// KnownContents tells which contents the store has. It is safe for concurrent use.
type KnownContents struct {
	db    *DB
	mu    sync.Mutex
	asked int
	all   map[Hash]bool // once many were asked for
}

// askedSingly is how many contents are looked up one by one. Most syncs ask for a
// few; those that ask for more load them all, which takes as long as a few hundred
// times opening the database.
const askedSingly = 64

// KnownContents returns the contents that the store has. One that is stored later
// may or may not be among them.
func (db *DB) KnownContents() *KnownContents { return &KnownContents{db: db} }

// Has reports whether the content is among them.
func (k *KnownContents) Has(h Hash) (has bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.asked++; k.asked > askedSingly && k.all == nil {
		if err := k.load(); err != nil {
			return false, err
		}
	}
	if k.all != nil {
		return k.all[h], nil
	}
	err = k.db.view(func(t tx) error {
		has = t.bucket(contentBucket).Get(h[:]) != nil
		return nil
	})
	return has, err
}

func (k *KnownContents) load() error {
	all := map[Hash]bool{}
	err := k.db.view(func(t tx) error {
		return t.bucket(contentBucket).ForEach(func(key, _ []byte) error {
			all[Hash(key)] = true
			return nil
		})
	})
	if err == nil {
		k.all = all
	}
	return err
}

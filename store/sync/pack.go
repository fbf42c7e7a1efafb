package sync

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"

	"meshdex/store"
	"meshdex/store/source"
)

// unpack takes in a pack: its files become those of this source, with their
// histories, and nothing is parsed.
func (o *one) unpack(data []byte) error {
	var key ed25519.PublicKey
	if text := o.cfg.Settings[source.SettingKey]; text != "" {
		b, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(b) != ed25519.PublicKeySize {
			return fmt.Errorf("the setting %s is not an Ed25519 public key in base64", source.SettingKey)
		}
		key = b
	}
	pack, err := store.OpenPack(data, key)
	if err != nil {
		return err
	}
	taken, ok, err := o.session.TakePack(o.ctx, pack, o.cfg.Name)
	if ok || err != nil {
		o.report.Added, o.report.NewVersions = taken.Added, taken.Revisions
		o.tell(func(p *Progress) { p.Files = taken.Added })
		return err
	}
	return o.eachState(pack)
}

// eachState goes through a pack state by state, for a store that holds something.
func (o *one) eachState(pack *store.Pack) error {
	last := ""
	return pack.Each(func(c store.Change) error {
		if c.Path != last {
			last = c.Path
			o.see(c.Path)
		}
		isNew, err := o.take(c.Hash)
		if err != nil {
			return err
		}
		if !isNew {
			c.Parsed = nil
		}
		o.put(c)
		return o.ctx.Err()
	})
}

package cli

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/ui/text"
)

func (t *tool) packCommand() *cobra.Command {
	var sign, output string
	c := &cobra.Command{
		Use:   "pack FILE",
		Short: "Write everything that was synced, with its history, into one file to hand out",
		Long: `Pack writes the catalog as one file that others sync without parsing anything: from
a web server, a bucket or a command. With --sign it is signed by an Ed25519 key, and
who syncs it can ask for that with --set key=PUBLIC.`,
		Example: "  meshdex pack catalog.mdx\n  openssl genpkey -algorithm ed25519 -out key.pem\n  meshdex pack catalog.mdx --sign key.pem",
		Args:    between(0, 1, "a file to write"),
		RunE: func(c *cobra.Command, args []string) error {
			if output != "" {
				args = append(args, output)
			}
			if len(args) != 1 {
				return usage(c.CommandPath()+" --help explains", "meshdex pack takes a file to write")
			}
			return t.pack(c.Context(), args[0], sign)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "the `file` to write, in place of the argument")
	c.Flags().StringVar(&sign, "sign", "", "private key to sign with, a PEM `file`")
	return c
}

func (t *tool) pack(ctx context.Context, path, sign string) error {
	key, err := readKey(sign)
	if err != nil {
		return err
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	if v.db == nil {
		return usage("leave out --sample", "the sample is no store to pack")
	}
	// A reader must never see half a pack, so it is renamed into place.
	f, err := os.CreateTemp(filepath.Dir(path), ".pack-*")
	if err != nil {
		return unreadable("name a file in a folder that can be written", err)
	}
	defer os.Remove(f.Name())
	// Who syncs the pack by its address calls it by the name of the file.
	named, err := source.Parse(path)
	if err == nil {
		err = v.db.WritePack(ctx, f, store.PackOptions{Source: named.Name, Key: key})
	}
	if err != nil {
		f.Close()
		return err
	}
	size, err := f.Seek(0, 1)
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return unreadable("name a file that can be written", err)
	}
	t.note("wrote %s, %s in %s", path, text.Count(v.Len(), "product", "products"), bytesText(size))
	if key != nil {
		t.note("signed; its readers sync it with --set key=%s", base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey)))
	}
	return nil
}

// readKey reads a private key; none when no file is named.
func readKey(path string) (ed25519.PrivateKey, error) {
	if path == "" {
		return nil, nil
	}
	const hint = "openssl genpkey -algorithm ed25519 -out key.pem makes one"
	data, err := readFile(path)
	if err != nil {
		return nil, unreadable(hint, err)
	}
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, unreadable(hint, fmt.Errorf("%s is not a key in PEM", path))
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, unreadable(hint, fmt.Errorf("%s: %w", path, err))
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, unreadable(hint, fmt.Errorf("%s is not an Ed25519 key", path))
	}
	return key, nil
}

package source

import "testing"

func TestWithoutLogins(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"":        "",
		"nothing": "nothing",
		"fatal: unable to access 'https://ada:pa@ss@git.example.com/x.git/': no": "fatal: unable to access 'https://git.example.com/x.git/': no",
		"https://token@a.example and ssh://git@b.example/x@y":                    "https://a.example and ssh://b.example/x@y",
		"https://git.example.com/team@v1\nfatal: mail ada@example.com":           "https://git.example.com/team@v1\nfatal: mail ada@example.com",
		"cut off https://ada:secret@":                                            "cut off https://",
	} {
		if got := withoutLogins(said); got != want {
			t.Errorf("%q becomes %q, want %q", said, got, want)
		}
	}
}

func TestLastWord(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"": "",
		"remote: Counting objects: 3\rwarning: odd\nfatal: repository 'x' not found\n": "repository 'x' not found",
		"git@git.example.com: Permission denied (publickey).\r\nfatal: Could not read from remote repository.\n\n" +
			"Please make sure you have the correct access rights\nand the repository exists.\n": "git@git.example.com: Permission denied (publickey).",
		"fatal: Could not read from remote repository.\n": "Could not read from remote repository.",
		"error: something else\n":                         "error: something else",
	} {
		if got := lastWord(said); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}

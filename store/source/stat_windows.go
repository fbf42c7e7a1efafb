package source

import (
	"io/fs"
	"os"
)

func statOf(info fs.FileInfo) fileStat { return fileStat{size: info.Size(), time: info.ModTime()} }

func statEntry(_ *os.File, e fs.DirEntry) (fileStat, error) {
	info, err := e.Info()
	if err != nil {
		return fileStat{}, err
	}
	return statOf(info), nil
}

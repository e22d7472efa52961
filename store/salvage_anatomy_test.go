package store

import (
	"encoding/binary"
	"os"
	"slices"
)

// anatomy tells which records and changes need which bytes of a file. It
// knows bbolt's pages, so that it is independent of how a salvage reads.
type anatomy struct {
	file  []byte
	needs map[string][][2]int // ranges of bytes
	used  map[int]bool        // pages
	nodes map[string][]int    // branch pages by bucket
}

func anatomyOf(file []byte) *anatomy {
	a := &anatomy{file: file, needs: map[string][][2]int{}, used: map[int]bool{}, nodes: map[string][]int{}}
	size := os.Getpagesize()
	meta := file[newestMeta(file)*size:]
	a.used[0], a.used[1], a.used[freePages(file)] = true, true, true
	a.node("", size*int(binary.NativeEndian.Uint64(meta[16+16:])), nil)
	return a
}

// freePages is the page that lists the free ones.
func freePages(file []byte) int {
	return int(binary.NativeEndian.Uint64(file[newestMeta(file)*os.Getpagesize()+16+32:]))
}

// newestMeta is the meta page that was written last.
func newestMeta(file []byte) int {
	const txid = 16 + 48
	if binary.NativeEndian.Uint64(file[os.Getpagesize()+txid:]) > binary.NativeEndian.Uint64(file[txid:]) {
		return 1
	}
	return 0
}

// node walks a page of a bucket, "" for the one of buckets. An inline page
// lies anywhere.
func (a *anatomy) node(bucket string, at int, above [][2]int) {
	p, size := a.file[at:], os.Getpagesize()
	count, overflow := int(binary.NativeEndian.Uint16(p[10:])), int(binary.NativeEndian.Uint32(p[12:]))
	for n := range overflow + 1 {
		a.used[at/size+n] = true
	}
	above = append(slices.Clip(above), [2]int{at, at + 16 + 16*count})
	branch := binary.NativeEndian.Uint16(p[8:]) == 1
	if branch {
		a.nodes[bucket] = append(a.nodes[bucket], at/size)
	}
	for i := range count {
		e := p[16+16*i:]
		if branch {
			a.node(bucket, size*int(binary.NativeEndian.Uint64(e[8:])), above)
			continue
		}
		flags, pos := binary.NativeEndian.Uint32(e), int(binary.NativeEndian.Uint32(e[4:]))
		keyLen, valueLen := int(binary.NativeEndian.Uint32(e[8:])), int(binary.NativeEndian.Uint32(e[12:]))
		key, value := e[pos:pos+keyLen], at+16+16*i+pos+keyLen
		need := append(slices.Clip(above), [2]int{value - keyLen, value + valueLen})
		switch root := a.file[value:]; {
		case flags == 0:
			if name := reported(bucket, key); name != "" {
				a.needs[name] = need
			}
		case binary.NativeEndian.Uint64(root) == 0: // within this page
			a.node(string(key), value+16, need)
		default:
			a.node(string(key), size*int(binary.NativeEndian.Uint64(root)), need)
		}
	}
}

// without lists what is lost with a page.
func (a *anatomy) without(page int) map[string]bool {
	lost := map[string]bool{}
	from, to := page*os.Getpagesize(), (page+1)*os.Getpagesize()
	for name, ranges := range a.needs {
		for _, r := range ranges {
			if r[0] < to && r[1] > from {
				lost[name] = true
			}
		}
	}
	return lost
}

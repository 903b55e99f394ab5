package app

import "sync"

// shelf keeps the last few things that were made and will be the same if made
// again. Values on it are shared and must not be changed. It may be used by
// goroutines.
type shelf[K comparable, V any] struct {
	mu   sync.Mutex
	most int
	keys []K // the last used at the end
	by   map[K]V
}

func newShelf[K comparable, V any](most int) *shelf[K, V] {
	return &shelf[K, V]{most: most, by: map[K]V{}}
}

func (s *shelf[K, V]) get(k K) (V, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.by[k]
	if ok {
		s.touch(k)
	}
	return v, ok
}

func (s *shelf[K, V]) put(k K, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.by[k] = v
	s.touch(k)
	if len(s.keys) > s.most {
		delete(s.by, s.keys[0])
		s.keys = append(s.keys[:0], s.keys[1:]...)
	}
}

// touch puts a key last.
func (s *shelf[K, V]) touch(k K) {
	for i := range s.keys {
		if s.keys[i] == k {
			s.keys = append(s.keys[:i], s.keys[i+1:]...)
			break
		}
	}
	s.keys = append(s.keys, k)
}

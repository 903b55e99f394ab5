package preview

import (
	"container/list"
	"image"
)

// pictures keeps the pictures used last.
type pictures struct {
	most  int
	order *list.List // of picture, the last used in front
	by    map[pictureKey]*list.Element
}

type pictureKey struct {
	hash        string
	page, width int
}

type picture struct {
	key pictureKey
	img image.Image
}

func newPictures(most int) *pictures {
	return &pictures{most: most, order: list.New(), by: map[pictureKey]*list.Element{}}
}

func (p *pictures) get(k pictureKey) image.Image {
	e := p.by[k]
	if e == nil {
		return nil
	}
	p.order.MoveToFront(e)
	return e.Value.(picture).img
}

func (p *pictures) put(k pictureKey, img image.Image) {
	if k.hash == "" {
		return
	}
	p.by[k] = p.order.PushFront(picture{k, img})
	for p.order.Len() > p.most {
		last := p.order.Back()
		delete(p.by, last.Value.(picture).key)
		p.order.Remove(last)
	}
}

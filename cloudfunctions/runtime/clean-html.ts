import sanitizeHtml from 'sanitize-html'

/** What rich text may hold. Pictures and videos come from our own file store only. */
const rules: sanitizeHtml.IOptions = {
  allowedTags: [
    'h1',
    'h2',
    'h3',
    'h4',
    'p',
    'br',
    'hr',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'span',
    'div',
    'blockquote',
    'ul',
    'ol',
    'li',
    'img',
    'video',
    'a',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: {
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    video: ['src', 'poster', 'controls'],
    th: ['colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
    '*': ['style'],
  },
  allowedStyles: {
    '*': {
      'text-align': [/^(left|right|center|justify)$/],
      color: [/^#[0-9a-f]{3,6}$/i, /^rgb\(\d{1,3}, ?\d{1,3}, ?\d{1,3}\)$/],
    },
  },
  allowedSchemes: ['https'],
  allowedSchemesByTag: { img: [], video: [], a: ['https', 'tel'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  exclusiveFilter: (frame) =>
    (frame.tag === 'img' || frame.tag === 'video') &&
    !/^\/files\/[0-9a-f-]{36}$/.test(frame.attribs.src ?? ''),
}

/**
 * Rich text as it may be stored and shown: scripts, handlers, forms, foreign pictures and styles
 * are taken out on write, so that no reader has to remember to do it.
 */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, rules).trim()
}

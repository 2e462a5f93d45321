/**
 * Measurements that run in the page. Each is sent there as text: it knows only its own words and
 * the functions of `shared`, which `prepareMeasuring` puts into the document beforehand.
 */

/** Elements of the page on top that can be seen. Taro keeps earlier pages in the document. */
function shownElements(): Element[] {
  const pages = [...document.querySelectorAll('.taro_page')]
  const top = pages.filter((one) => one.getClientRects().length > 0).at(-1) ?? document.body
  return [...top.querySelectorAll('*')].filter((one) => {
    const { width, height } = one.getBoundingClientRect()
    const { visibility, opacity } = getComputedStyle(one)
    return width > 0 && height > 0 && visibility !== 'hidden' && opacity !== '0'
  })
}

/** What a person needs to find the element again. */
function nameOf(one: Element): string {
  const own = String(one.className).replace(/\s*(hydrated|weui\S*|taro-\S*)/g, '')
  const words = (one.textContent ?? '').slice(0, 12)
  return `${one.id ? `#${one.id}` : ''}.${own.trim().split(/\s+/).join('.')} 「${words}」`
}

/** The element and all around it, from the inside out. */
function above(one: Element | null): Element[] {
  return one && one !== document.body ? [one, ...above(one.parentElement)] : []
}

function hasWords(one: Element): boolean {
  return [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '')
}

export const shared = [shownElements, nameOf, above, hasWords]

/** Things that stick out at the side of the screen, unless they lie in something that scrolls. */
export function edgeFlaws(): string[] {
  const scrolls = (one: Element) =>
    above(one).some((each) => each.tagName === 'TARO-SCROLL-VIEW-CORE' || each.matches('.x-scroll'))
  return shownElements().flatMap((one) => {
    const { left, right } = one.getBoundingClientRect()
    const out = Math.round(Math.max(right - window.innerWidth, -left))
    return out > 1 && !scrolls(one) ? [`sticks out by ${out} px: ${nameOf(one)}`] : []
  })
}

/** Words that leave the box they are drawn in, or are cut without a sign that they go on. */
export function wordFlaws(): string[] {
  const found: string[] = []
  for (const one of shownElements().filter(hasWords)) {
    const range = document.createRange()
    range.selectNodeContents(one)
    const words = range.getBoundingClientRect()
    for (const box of above(one)) {
      const style = getComputedStyle(box)
      const goesOn = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      if (goesOn || box.tagName === 'TARO-SCROLL-VIEW-CORE' || box.matches('.x-page')) {
        break
      }
      const edge = box.getBoundingClientRect()
      const right = words.right - edge.right
      const drawn = style.overflow === 'hidden' || style.backgroundColor !== 'rgba(0, 0, 0, 0)'
      const beside = box !== one && box === one.parentElement && right > 3
      if (beside || (drawn && Math.max(words.bottom - edge.bottom, right) > 3)) {
        found.push(`words leave ${nameOf(box)}: ${nameOf(one)}`)
      }
    }
  }
  return found
}

/** Words whose colour does not stand out from what is below them: WCAG AA. */
export function contrastFlaws(): string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const light = (color: number[]) => {
    const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  /** Null where a picture, a gradient or a half-transparent colour lies below. */
  const ground = (one: Element): number[] | null => {
    for (const each of above(one)) {
      const { backgroundImage, backgroundColor } = getComputedStyle(each)
      const color = channels(backgroundColor)
      const cover = color[3] ?? 1
      if (backgroundImage !== 'none' || (cover > 0 && cover < 1)) return null
      if (cover === 1) return color
    }
    return [255, 255, 255]
  }
  return shownElements()
    .filter((one) => hasWords(one) && !one.closest('[disabled], [aria-disabled=true], .x-cal-off'))
    .flatMap((one) => {
      const { color, fontSize } = getComputedStyle(one)
      const under = ground(one)
      const ink = channels(color)
      if (!under || (ink[3] ?? 1) < 1) return []
      const [bright = 0, dark = 0] = [light(ink), light(under)].sort((one, other) => other - one)
      const ratio = (bright + 0.05) / (dark + 0.05)
      const least = Number.parseFloat(fontSize) >= 18 ? 3 : 4.5
      return ratio < least ? [`hard to read, ${ratio.toFixed(1)} : 1: ${nameOf(one)}`] : []
    })
}

/** Things to tap that are smaller than a finger, counting what is drawn around them invisibly. */
export function touchFlaws(): string[] {
  const FINGER = 44
  const canBeTapped = (one: Element) => {
    const { __events: events } = one as { __events?: Record<string, unknown> }
    const { disabled } = one as { disabled?: boolean }
    return (events?.click !== undefined || events?.tap !== undefined) && disabled !== true
  }
  /** A link in running text cannot be taller than its line. */
  const inSentence = (one: Element) => one.parentElement?.matches('.x-agree-words') === true
  const found: string[] = []
  for (const one of shownElements().filter((one) => canBeTapped(one) && !inSentence(one))) {
    one.scrollIntoView({ block: 'center', inline: 'center' })
    const { left, top, width, height } = one.getBoundingClientRect()
    const hits = (dx: number, dy: number) => {
      const [x, y] = [left + width / 2 + dx, top + height / 2 + dy]
      const outside = x < 0 || y < 0 || x > window.innerWidth || y > window.innerHeight
      const at = outside ? one : document.elementFromPoint(x, y)
      return at !== null && one.contains(at)
    }
    const reach = FINGER / 2 - 1
    // Seven days in a row do not leave 44 px of a narrow phone to each.
    const across = one.matches('.x-cal-day') ? 17 : reach
    const fits = hits(0, -reach) && hits(0, reach) && hits(-across, 0) && hits(across, 0)
    if (hits(0, 0) && !fits) {
      const size = `${Math.round(width)} × ${Math.round(height)}`
      found.push(`smaller than a finger, ${size}: ${nameOf(one)}`)
    }
  }
  window.scrollTo(0, 0)
  return found
}

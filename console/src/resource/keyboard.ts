import { useEffect, useRef } from 'react'

const OPEN_DIALOG = '.ant-modal-wrap:not([style*="display: none"])'

type Keys = Readonly<Record<string, () => void>>

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return element?.closest?.('input,textarea,select,[contenteditable=true]') !== null
}

/** Keys of the page; they rest while somebody types, or when a dialog lies above (`off`). */
export function useKeys(keys: Keys, off = false): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    if (off) {
      return
    }
    const listen = (event: KeyboardEvent) => {
      const plain = !(event.metaKey || event.ctrlKey || event.altKey)
      const run = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      const isBlocked = isTyping(event.target) || document.querySelector(OPEN_DIALOG) !== null
      if (run && plain && !isBlocked) {
        event.preventDefault()
        run()
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [off])
}

/**
 * What must never stand in a call log, an alarm or a note (IN-012): secrets by name, phones by
 * form.
 */
const NAMES = 'secret|access_token|session_key|js_code|sign|signature|apiv3key|password'
const NAMED_SECRET = new RegExp(`(${NAMES})(["']?\\s*[:=]\\s*["']?)[^"'&\\s,}]+`, 'gi')
const PHONE = /(?<!\d)(\+?86)?(1[3-9]\d)\d{4}(\d{4})(?!\d)/g

/** Masks secrets and phones and cuts to `max` characters. */
export function redact(text: string, max = 500): string {
  return text.replace(NAMED_SECRET, '$1$2***').replace(PHONE, '$1$2****$3').slice(0, max)
}

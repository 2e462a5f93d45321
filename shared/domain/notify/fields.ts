/**
 * Field types of subscription messages (85-notifications "Limits used"): the name of a field
 * begins with
 * its type, for example `thing1`. WeChat refuses a whole message for one field that is too long
 * (47003),
 * so values are cut before sending (IN-031).
 */
const CUT: Readonly<Record<string, (value: string) => string>> = {
  thing: (value) => cutTo(value, 20),
  number: (value) => value.replace(/[^\d.-]/g, '').slice(0, 32) || '0',
  letter: (value) => value.replace(/[^A-Za-z]/g, '').slice(0, 32) || 'N',
  symbol: (value) => cutTo(value, 5),
  character_string: (value) => value.replace(/[^\x20-\x7e]/g, '').slice(0, 32) || '-',
  time: (value) => value,
  date: (value) => value,
  amount: (value) => `¥${value.replace(/[^\d.]/g, '').slice(0, 13) || '0'}`,
  phone_number: (value) => value.replace(/[^\d+() -]/g, '').slice(0, 17),
  car_number: (value) => cutTo(value, 8),
  name: (value) => Array.from(value).slice(0, 10).join(''),
  phrase: (value) =>
    Array.from(value.replace(/[^\p{Script=Han}]/gu, ''))
      .slice(0, 5)
      .join('') || '其他',
}

/** Keeps one place for the mark that something was left out. */
function cutTo(value: string, max: number): string {
  const characters = Array.from(value)
  return characters.length <= max ? value : `${characters.slice(0, max - 1).join('')}…`
}

/** The value of a field within its type's limits. An unknown type is cut like `thing`. */
export function fieldValue(field: string, value: string): string {
  const cut = CUT[field.replace(/\d+$/, '')] ?? ((text: string) => cutTo(text, 20))
  return cut(value.trim() || '-')
}

/**
 * Fills `{name}` from the event's variables, `{name~8}` with its last 8 characters; missing is
 * empty.
 */
export function fill(pattern: string, variables: Readonly<Record<string, string>>): string {
  return pattern
    .replace(/\{(\w+)(?:~(\d+))?\}/g, (_, name: string, last: string | undefined) => {
      const value = variables[name] ?? ''
      return last === undefined ? value : Array.from(value).slice(-Number(last)).join('')
    })
    .trim()
}

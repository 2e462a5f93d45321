/** The limits of the field types of subscription messages, as the platform checks them (47003). */
const length = (text: string): number => [...text].length

interface FieldType {
  test(value: string): boolean
  rule: string
}

const types: Record<string, FieldType> = {
  thing: { test: (value) => length(value) <= 20, rule: 'thing is at most 20 characters' },
  number: { test: (value) => /^-?\d{1,32}(\.\d+)?$/.test(value), rule: 'number is digits only' },
  letter: { test: (value) => /^[A-Za-z]{1,32}$/.test(value), rule: 'letter is letters only' },
  symbol: { test: (value) => length(value) <= 5, rule: 'symbol is at most 5 characters' },
  character_string: {
    test: (value) => value.length <= 32 && /^[\x20-\x7e]+$/.test(value),
    rule: 'character_string is at most 32 digits, letters or symbols',
  },
  time: { test: isTime, rule: 'time is like 2019年10月1日 15:01 or 15:01' },
  date: { test: isTime, rule: 'date is like 2019年10月1日 15:01' },
  amount: {
    test: (value) => /^[¥￥$]?\d{1,10}(\.\d{1,2})?元?$/.test(value),
    rule: 'amount is one currency sign and at most 10 digits',
  },
  phone_number: {
    test: (value) => /^[+\d()\- ]{1,17}$/.test(value),
    rule: 'phone_number is at most 17 digits or symbols',
  },
  car_number: { test: (value) => length(value) <= 8, rule: 'car_number is at most 8 characters' },
  name: {
    test: (value) => /^[\p{Script=Han}·]{1,10}$|^[A-Za-z .]{1,20}$/u.test(value),
    rule: 'name is at most 10 Chinese characters or 20 letters',
  },
  phrase: {
    test: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
    rule: 'phrase is at most 5 Chinese characters',
  },
  const: { test: (value) => length(value) <= 20, rule: 'const is one of the set words' },
}

const DAY = String.raw`\d{4}(年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})`
const CLOCK = String.raw`\d{1,2}:\d{2}(:\d{2})?`
const TIME = new RegExp(`^(${DAY}( ?${CLOCK})?|${CLOCK})([~～-](${DAY} ?)?(${CLOCK})?)?$`)

function isTime(value: string): boolean {
  return TIME.test(value)
}

/** What is wrong with a value for a field such as `thing1`; empty when it fits. */
export function fieldProblem(field: string, value: string): string {
  if (value === '') return 'is empty'
  const type = types[field.replace(/\d+$/, '')]
  if (!type) return 'has an unknown type'
  return type.test(value) ? '' : `invalid: ${type.rule}`
}

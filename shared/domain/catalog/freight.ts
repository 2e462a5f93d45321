import { addFen, type Fen, fen, timesFen, ZERO } from '../kernel/money'

/** One region line of a template. Steps are grams when charged by weight, pieces otherwise. */
export interface FreightRule {
  /** Provinces it covers; empty = everywhere that no other line names. */
  readonly provinces: string[]
  readonly served: boolean
  readonly firstSteps: number
  readonly firstFen: Fen
  readonly stepSize: number
  readonly stepFen: Fen
  readonly freeFromFen: Fen | null
}
export interface FreightTemplate {
  readonly id: string
  readonly by: 'piece' | 'weight'
  readonly rules: readonly FreightRule[]
}
export interface FreightLine {
  /** Null = the item is free of freight and delivered everywhere. */
  readonly freightTemplateId: string | null
  readonly quantity: number
  /** Weight of one piece in grams. */
  readonly weightGrams: number
}
export interface Freight {
  readonly served: boolean
  readonly freightFen: Fen
}

const SUFFIX = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$/

/** 江苏省 and 江苏 are the same place: addresses carry the suffix, templates often do not. */
export function provinceName(name: string): string {
  return name.trim().replace(SUFFIX, '')
}

/**
 * The line of a template for a province: the one that names it, otherwise the one for everywhere.
 */
export function ruleFor(template: FreightTemplate, province: string): FreightRule | null {
  const wanted = provinceName(province)
  const named = template.rules.find(({ provinces }) =>
    provinces.some((name) => provinceName(name) === wanted),
  )
  return named ?? template.rules.find(({ provinces }) => provinces.length === 0) ?? null
}

interface Charge {
  readonly firstFen: Fen
  readonly furtherFen: Fen
}

/** First step and further steps of one template; `size` is grams or pieces. */
function chargeOf(rule: FreightRule, size: number, goodsFen: number): Charge {
  if (size === 0 || (rule.freeFromFen !== null && goodsFen >= rule.freeFromFen)) {
    return { firstFen: ZERO, furtherFen: ZERO }
  }
  const beyond = Math.max(0, size - rule.firstSteps)
  const steps = Math.ceil(beyond / rule.stepSize)
  return { firstFen: rule.firstFen, furtherFen: timesFen(rule.stepFen, steps) }
}

/**
 * Freight of an order (AD-336, MB-031, formula 8): first step + ceil((weight − first) ÷ step) ×
 * step price. With several templates the dearest first step is charged once and the further steps
 * of every template are added. `goodsFen` is the goods amount that free-shipping limits are
 * compared with. `served` is false when any line may not be delivered to the province; then nothing
 * is charged.
 */
export function freightOf(
  lines: readonly FreightLine[],
  templates: readonly FreightTemplate[],
  province: string,
  goodsFen: number,
): Freight {
  const charges: Charge[] = []
  for (const template of templates) {
    const covered = lines.filter((line) => line.freightTemplateId === template.id)
    if (covered.length === 0) {
      continue
    }
    const rule = ruleFor(template, province)
    if (!rule?.served) {
      return { served: false, freightFen: ZERO }
    }
    const size = covered.reduce(
      (sum, { quantity, weightGrams }) =>
        sum + (template.by === 'weight' ? quantity * weightGrams : quantity),
      0,
    )
    charges.push(chargeOf(rule, size, goodsFen))
  }
  const dearest = Math.max(0, ...charges.map(({ firstFen }) => firstFen))
  return { served: true, freightFen: addFen(fen(dearest), ...charges.map((one) => one.furtherFen)) }
}

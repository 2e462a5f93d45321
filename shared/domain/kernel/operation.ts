import type { ExportSpec } from './export'
import type { Permission } from './permissions'
import type { RefusalCode } from './refusals'
import { requestId, z } from './schema'

/** The four kinds of signed-in clients. A session of one is refused by the others. */
export type App = 'member' | 'dealer' | 'sales' | 'console'

/** What a dealer must be to call an operation; checked on every call against the stored dealer. */
export interface DealerGrant {
  readonly tiers?: readonly (1 | 2 | 3)[]
  readonly kind?: 'store'
  readonly module?: DealerModule
}

/** Modules that an owner can grant to operators (20-dealer: who may do what). */
export type DealerModule = 'delivery' | 'activation' | 'network' | 'withdrawal' | 'employees'

/** Who may call an operation. Absent = refused. */
export interface May {
  readonly anyone?: true
  readonly member?: 'own'
  readonly dealer?: DealerGrant
  readonly sales?: 'own' | 'supervisor'
  /** A permission code, or 'signed-in' for what every console account may do for itself. */
  readonly console?: Permission | 'signed-in'
}

/** `'20/minute'`: at most so many calls per actor (or per address when nobody is signed in). */
export type Rate = `${number}/${'second' | 'minute' | 'hour' | 'day'}`

export interface Limits {
  readonly perActor?: Rate
}

export interface OperationConfig<
  In extends z.ZodRawShape,
  Out extends z.ZodType,
  Code extends RefusalCode,
  Who extends May = May,
> {
  /** Audit verb, button and heading of the API page, in Chinese. */
  readonly title: string
  readonly may: Who
  readonly input: In
  readonly output: Out
  /** In order of precedence: if several apply, the first is answered. */
  readonly refusals: readonly Code[]
  readonly limits?: Limits
  /** A list that may be exported to Excel (AD-007), with the right it needs and its columns. */
  readonly exports?: ExportSpec
}

export interface Operation<
  Name extends string = string,
  In extends z.ZodRawShape = z.ZodRawShape,
  Out extends z.ZodType = z.ZodType,
  Code extends RefusalCode = RefusalCode,
  Who extends May = May,
> {
  readonly name: Name
  readonly kind: 'read' | 'write'
  readonly title: string
  readonly may: Who
  readonly input: z.ZodObject<In, z.core.$strict>
  readonly output: Out
  readonly refusals: readonly Code[]
  readonly limits: Limits
  readonly exports?: ExportSpec | undefined
}

export type InputOf<Op> =
  Op extends Operation<string, infer In, z.ZodType, RefusalCode>
    ? z.output<z.ZodObject<In, z.core.$strict>>
    : never
/** What a client sends: the input before defaults and brands. */
export type SentInputOf<Op> =
  Op extends Operation<string, infer In, z.ZodType, RefusalCode>
    ? z.input<z.ZodObject<In, z.core.$strict>>
    : never
export type OutputOf<Op> =
  Op extends Operation<string, z.ZodRawShape, infer Out, RefusalCode> ? z.output<Out> : never
export type RefusalOf<Op> =
  Op extends Operation<string, z.ZodRawShape, z.ZodType, infer Code> ? Code : never

/** Declares a read: it changes nothing and needs no request key. */
export function query<
  const Name extends string,
  In extends z.ZodRawShape,
  Out extends z.ZodType,
  const Code extends RefusalCode = never,
  const Who extends May = May,
>(name: Name, config: OperationConfig<In, Out, Code, Who>): Operation<Name, In, Out, Code, Who> {
  return {
    ...config,
    name,
    kind: 'read',
    input: z.strictObject(config.input),
    limits: config.limits ?? {},
  }
}

/** Declares a write: it takes a client-made `requestId`, so that sending it twice acts once. */
export function command<
  const Name extends string,
  In extends z.ZodRawShape,
  Out extends z.ZodType,
  const Code extends RefusalCode = never,
  const Who extends May = May,
>(
  name: Name,
  config: OperationConfig<In, Out, Code, Who>,
): Operation<Name, In & { requestId: typeof requestId }, Out, Code, Who> {
  const input = z.strictObject({ ...config.input, requestId })
  return {
    ...config,
    name,
    kind: 'write',
    input: input as unknown as z.ZodObject<In & { requestId: typeof requestId }, z.core.$strict>,
    limits: config.limits ?? {},
  }
}

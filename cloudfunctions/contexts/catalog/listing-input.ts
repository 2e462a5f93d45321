import type * as op from '@xietong/domain/catalog/contract'
import type { InputOf } from '@xietong/domain/kernel/operation'
import { cleanHtml } from '../../runtime/clean-html'
import type { Listing, ListingKind } from './listing-store'

type PackageForm = Omit<InputOf<typeof op.createPackage>, 'requestId'>
type CardForm = Omit<InputOf<typeof op.createCardProduct>, 'requestId'>

/** A package as it is stored; its rich text is cleaned here, on write. */
export function packageOf(id: string, form: PackageForm): Listing {
  return {
    id,
    kind: 'package',
    name: form.name,
    categoryId: form.categoryId,
    pictures: form.pictures,
    video: form.video,
    sellingPoints: form.sellingPoints,
    retailFen: form.retailFen,
    subsidyFen: form.subsidyFen,
    quota: form.quota,
    freightTemplateId: form.freightTemplateId,
    description: cleanHtml(form.description),
    season: null,
    code: null,
  }
}

export const cardListingKinds: readonly ListingKind[] = ['e-card', 'physical-card']

/** A card product as it is stored: its faces are its pictures, and redeeming is free of freight. */
export function cardOf(id: string, form: CardForm, code: string | null): Listing {
  return {
    id,
    kind: form.kind === 'electronic' ? 'e-card' : 'physical-card',
    name: form.name,
    categoryId: form.categoryId,
    pictures: form.faces,
    video: null,
    sellingPoints: '',
    retailFen: form.retailFen,
    subsidyFen: form.subsidyFen,
    quota: form.quota,
    freightTemplateId: null,
    description: cleanHtml(form.description),
    season: form.season,
    code,
  }
}

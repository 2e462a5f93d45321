/** What goods need before they may be saved for sale or put on shelf, in the words of the form. */
export interface GoodsDraft {
  readonly name: string
  readonly categoryId: string | null
  readonly pictures: readonly string[]
  readonly unit: string
  readonly taxClass: string
  readonly skus: readonly { readonly retailFen: number; readonly weightGrams: number }[]
}

/** Names of the required fields that are missing (AD-113, AD-122); empty = complete. */
export function missingOfGoods(goods: GoodsDraft): string[] {
  const { skus } = goods
  return [
    goods.categoryId === null && '分类',
    goods.pictures.length === 0 && '图片',
    goods.unit === '' && '单位',
    goods.taxClass === '' && '税收分类',
    skus.length === 0 && 'SKU',
    skus.some(({ retailFen }) => retailFen === 0) && '零售价',
    skus.some(({ weightGrams }) => weightGrams === 0) && '重量',
  ].filter((name) => name !== false)
}

export interface PackageDraft {
  readonly pictures: readonly string[]
  readonly retailFen: number
  /** Whether each sku of the contents can still be sold. */
  readonly contents: readonly { readonly retired: boolean }[]
}

/** What a package lacks to go on shelf (AD-131, AD-140). */
export function missingOfPackage(draft: PackageDraft): string[] {
  return [
    draft.contents.length === 0 && '所含单品',
    draft.contents.some(({ retired }) => retired) && '有效的单品（含已删除的 SKU）',
    draft.pictures.length === 0 && '图片',
    draft.retailFen === 0 && '零售价',
  ].filter((name) => name !== false)
}

export interface CardDraft {
  readonly faces: readonly string[]
  readonly retailFen: number
  /** Whether each linked package is on shelf. */
  readonly packages: readonly { readonly onShelf: boolean }[]
}

/** What a card product lacks to go on shelf: a card nobody can redeem must not be sold (AD-151). */
export function missingOfCard(draft: CardDraft): string[] {
  return [
    draft.faces.length === 0 && '卡面',
    draft.retailFen === 0 && '零售价',
    !draft.packages.some(({ onShelf }) => onShelf) && '已上架的可提套餐',
  ].filter((name) => name !== false)
}

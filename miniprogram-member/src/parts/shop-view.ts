import { openTab } from '@xietong/ui/device/navigate'
import { create } from 'zustand'

export type SaleKind = 'package' | 'e-card' | 'physical-card'

/** What the shop shows when it is opened from elsewhere, for example from the home page. */
export const useShop = create<{ kind: SaleKind; categoryId: string | null; keyword: string }>(
  () => ({
    kind: 'package',
    categoryId: null,
    keyword: '',
  }),
)

/** MB-029: back to all packages, whatever the shop showed before. */
export function goOnShopping(): void {
  useShop.setState({ kind: 'package', categoryId: null, keyword: '' })
  openTab('pages/shop/index')
}

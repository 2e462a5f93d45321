/**
 * The parts of an app's configuration that are the same in all three. `navigationStyle` is written
 * out, because a browser draws its title bar only then; the tab bar is our own on both targets.
 */
export const windowConfig = {
  navigationStyle: 'default',
  navigationBarBackgroundColor: '#F6F4F0',
  navigationBarTextStyle: 'black',
  backgroundColor: '#F6F4F0',
  backgroundTextStyle: 'dark',
} as const

interface TabEntry {
  readonly page: string
  readonly text: string
}

export function tabBarConfig(tabs: readonly TabEntry[]) {
  return {
    custom: true,
    color: '#6B7280',
    selectedColor: '#C8401F',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white' as const,
    list: tabs.map(({ page, text }) => ({ pagePath: page, text })),
  }
}

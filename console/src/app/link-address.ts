/** Where the record of a message or task lies in the console. */
const paths: Readonly<Record<string, string>> = {
  order: '/orders',
  task: '/tasks',
  note: '/notes',
  dealer: '/dealers',
  member: '/members',
  package: '/packages',
  goods: '/goods',
}

export function addressOf(link: { readonly kind: string; readonly id: string } | null) {
  const path = link ? paths[link.kind] : undefined
  return path && link ? `${path}/${link.id}` : undefined
}

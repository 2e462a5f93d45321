import { useRouter } from '@tarojs/taro'

/** The query of this page. WeChat leaves values percent-encoded; they are decoded here only. */
export function useParams(): Readonly<Record<string, string>> {
  const { params } = useRouter()
  const known = Object.entries(params).filter(([key]) => !key.startsWith('$'))
  return Object.fromEntries(known.map(([key, value]) => [key, decoded(value ?? '')]))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

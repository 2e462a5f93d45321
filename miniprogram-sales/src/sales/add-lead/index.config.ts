export default definePageConfig({ navigationBarTitleText: '新增潜客' })

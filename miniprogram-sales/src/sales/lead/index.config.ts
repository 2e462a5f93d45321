export default definePageConfig({ navigationBarTitleText: '潜客详情' })

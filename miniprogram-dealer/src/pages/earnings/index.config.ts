export default definePageConfig({ navigationBarTitleText: '蟹同渠道' })

export default definePageConfig({ navigationBarTitleText: '释放到公海池' })

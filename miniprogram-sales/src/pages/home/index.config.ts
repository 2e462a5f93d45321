export default definePageConfig({ navigationBarTitleText: '蟹同销售' })

// WeChat asks the app to show its privacy notice before the first use of a protected call (phone
// number, address, album). Every page holds this dialog; only the one in front answers.
Component({
  data: { open: false },
  lifetimes: {
    attached() {
      if (!wx.onNeedPrivacyAuthorization) return
      wx.onNeedPrivacyAuthorization((resolve) => {
        this.answer = resolve
        this.setData({ open: true })
      })
    },
  },
  pageLifetimes: {
    hide() {
      this.close('disagree')
    },
  },
  methods: {
    read() {
      wx.openPrivacyContract({})
    },
    agree() {
      this.close('agree')
    },
    refuse() {
      this.close('disagree')
    },
    close(event) {
      if (!this.data.open) return
      this.setData({ open: false })
      this.answer(event === 'agree' ? { event, buttonId: 'agree-privacy' } : { event })
    },
  },
})

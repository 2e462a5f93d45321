// The tab bar of WeChat, native so that it exists once for the three apps. Its tabs are written into
// the artefact by the build (tabs.js); the pages tell it what is chosen and what waits.
const tabs = require('./tabs.js')

Component({
  data: { tabs, selected: tabs[0] ? tabs[0].page : '', badges: {} },
  methods: {
    choose(event) {
      const { page } = event.currentTarget.dataset
      if (page !== this.data.selected) wx.switchTab({ url: `/${page}` })
    },
  },
})

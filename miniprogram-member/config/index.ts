import { defineConfig } from '@tarojs/cli'
import { taroConfig } from '@xietong/ui/build/taro-config.cjs'
import { app } from './app'

export default defineConfig<'webpack5'>((merge) => merge({}, taroConfig(app)))

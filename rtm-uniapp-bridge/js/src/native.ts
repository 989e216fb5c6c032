import type { RtmModule } from './api';

// The compilers of uni-app write the platform's name in place of process.env.UNI_PLATFORM, and in builds
// for apps the platform's own function in place of uni.requireNativePlugin: both must stand here literally.
declare const process: { env: { UNI_PLATFORM?: string } };
declare const uni: { requireNativePlugin(name: string): unknown };

/**
 * The native plugin AR-RtmModule, or undefined where it is not: in browsers and mini programs, in the
 * standard base, and on a platform that the plugin has no code for. Never throws.
 */
export function nativeModule(): RtmModule | undefined {
  try {
    // Known when it is compiled: other platforms' bundles do not carry what follows.
    if (process.env.UNI_PLATFORM !== 'app' && process.env.UNI_PLATFORM !== 'app-plus') {
      return undefined;
    }
    if (typeof uni === 'undefined') return undefined;
    return (uni.requireNativePlugin('AR-RtmModule') as RtmModule | null | undefined) || undefined;
  } catch {
    // Outside of uni-app there is no process.
    return undefined;
  }
}

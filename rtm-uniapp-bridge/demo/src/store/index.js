// All of the state, and with it every listener: importing this file is what starts them.
export * from './calls';
export * from './channels';
export * from './log';
export * from './messages';
export * from './peers';
export * from './people';
export * from './rtm';
export * from './session';
export * from './settings';

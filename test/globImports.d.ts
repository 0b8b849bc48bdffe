declare module 'glob:*' {
  const modules: readonly unknown[];
  export default modules;
}

import { expect, test } from 'vitest';
import { setValues, typedValue } from '../../../server/src/gotemplate/chart/setValues.ts';
import { fromJson, type GoMap, toPlain } from '../../../server/src/gotemplate/values.ts';

function set(line: string, base: unknown = {}): unknown {
  const values = fromJson(base) as GoMap;
  try {
    setValues(line, values, typedValue);
  } catch (error) {
    return (error as Error).message;
  }
  return JSON.parse(JSON.stringify(toPlain(values)));
}

test.each([
  ['a=1,b=true,c=null,d=1.5,e=', { a: 1, b: true, c: null, d: '1.5', e: '' }],
  ['a.b.c=x', { a: { b: { c: 'x' } } }],
  ['a={x,2,true},b=1', { a: ['x', 2, true], b: 1 }],
  ['a[1].b=x', { a: [null, { b: 'x' }] }],
  ['a[0][1]=x', { a: [[null, 'x']] }],
  ['a\\.b=x\\,y', { 'a.b': 'x,y' }],
  ['a=0777,b=0,c=+5', { a: '0777', b: 0, c: 5 }],
  ['a=99999999999999999999', { a: '99999999999999999999' }],
  ['', {}],
  ['a', 'key "a" has no value'],
  ['a,b=1', 'key "a" has no value (cannot end with ,)'],
  ['a={x', "list must terminate with '}'"],
  ['a[x]=1', 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'],
  ['a[-1]=1', 'negative -1 index not allowed'],
  ['a[70000]=1', 'index of 70000 is greater than maximum supported index of 65536'],
  [`${'a.'.repeat(40)}b=1`, 'value name nested level is greater than maximum supported nested level of 30'],
])('--set %s', (line, expected) => {
  expect(set(line)).toEqual(expected);
});

test('what is there is kept, and has to be of the right type', () => {
  expect(set('a.c=2', { a: { b: 1 } })).toEqual({ a: { b: 1, c: 2 } });
  expect(set('a[1]=y', { a: ['x'] })).toEqual({ a: ['x', 'y'] });
  expect(set('a.b=1', { a: 'x' })).toBe(
    'unable to parse key: interface conversion: interface {} is string, not map[string]interface {}',
  );
});

test('keys of JavaScript’s own are keys like others', () => {
  expect(set('__proto__.x=1')).toEqual(JSON.parse('{"__proto__": {"x": 1}}'));
});

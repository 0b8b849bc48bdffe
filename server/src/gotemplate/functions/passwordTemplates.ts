/** The tables of the Master Password algorithm: kinds of passwords, and the characters each letter stands for. */

export const passwordSeed = 'com.lyndir.masterpassword';

const vowels = 'AEIOU';
const consonants = 'BCDFGHJKLMNPQRSTVWXYZ';
const digits = '0123456789';
const letters = vowels + vowels.toLowerCase() + consonants + consonants.toLowerCase();

export const passwordCharacters: ReadonlyMap<string, string> = new Map([
  ['V', vowels],
  ['C', consonants],
  ['v', vowels.toLowerCase()],
  ['c', consonants.toLowerCase()],
  ['A', vowels + consonants],
  ['a', letters],
  ['n', digits],
  ['o', "@&%?,=[]_:-+*$#!'^~;()/."],
  ['x', `${letters}${digits}!@#$%^&*()`],
]);

const long = [
  'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv',
  'CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv',
  'CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
].join(' ');

export const passwordTemplates: ReadonlyMap<string, readonly string[]> = new Map([
  ['maximum', ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno']],
  ['long', long.split(' ')],
  ['medium', ['CvcnoCvc', 'CvcCvcno']],
  ['short', ['Cvcn']],
  ['basic', ['aaanaaan', 'aannaaan', 'aaannaaa']],
  ['pin', ['nnnn']],
]);

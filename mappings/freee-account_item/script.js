/** What a category of freee is, the general ones and those within them. */
const CLASSES = {
  asset:
    '資産 流動資産 現金・預金 売上債権 有価証券 棚卸資産 他流動資産 その他流動資産 固定資産 有形固定資産 無形固定資産 投資その他の資産 繰延資産',
  liability: '負債 流動負債 仕入債務 他流動負債 その他流動負債 固定負債',
  equity:
    '純資産 株主資本 資本金 資本剰余金 利益剰余金 自己株式 評価・換算差額等 新株予約権 元入金 事業主貸 事業主借',
  revenue: '収益 営業収益 売上高 収入金額 営業外収益 特別利益',
  expense:
    '費用 売上原価 期首商品棚卸 当期商品仕入 期末商品棚卸 期首原材料棚卸 当期原材料仕入 期末原材料棚卸 販売管理費 販売費及び一般管理費 経費 営業外費用 特別損失 法人税等',
};
const classOf = (category) =>
  Object.keys(CLASSES).find((name) => CLASSES[name].split(' ').includes(category));

/** What the rows cannot say about an account of freee: its class is that of the nearest category which has one. */
export default function map(source, draft) {
  const general = source.categories ?? [];
  const found = [source.account_category, ...general.toReversed()]
    .map(classOf)
    .find((name) => name !== undefined);
  if (found === undefined) throw new Error(`the category ${source.account_category} is in no table`);
  return { ...draft, class: found };
}

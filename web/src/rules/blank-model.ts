/** A model with one empty table, to begin with: dmn-js opens nothing that is not there. */
export function blankModel(name: string): string {
  const escaped = name.replaceAll(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
  xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
  xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
  id="rule" name="${escaped}" namespace="https://yunhe.example/rules/draft">
  <inputData id="input" name="input"><variable id="input_v" name="input"/></inputData>
  <decision id="outcome" name="outcome">
    <variable id="outcome_v" name="outcome" typeRef="string"/>
    <informationRequirement id="outcome_r"><requiredInput href="#input"/></informationRequirement>
    <decisionTable id="outcome_table" hitPolicy="UNIQUE">
      <input id="outcome_in" label="input"><inputExpression id="outcome_ex" typeRef="string">
        <text>input</text></inputExpression></input>
      <output id="outcome_out" name="outcome" typeRef="string"/>
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram">
    <dmndi:DMNShape id="shape_input" dmnElementRef="input">
      <dc:Bounds height="45" width="125" x="180" y="260"/></dmndi:DMNShape>
    <dmndi:DMNShape id="shape_outcome" dmnElementRef="outcome">
      <dc:Bounds height="80" width="180" x="150" y="100"/></dmndi:DMNShape>
  </dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`;
}
